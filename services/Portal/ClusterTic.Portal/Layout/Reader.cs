using System.Globalization;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Portal.Layout;

/// <summary>Who reads this page: language, formats, roles, and addresses in the reader's language.</summary>
public sealed class Reader(IHttpContextAccessor http, IOptions<ClusterOptions> cluster, IConfiguration configuration)
{
    const string NoBreak = "\u00A0";

    HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is no reader outside a request.");

    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public ClusterOptions Cluster => cluster.Value;

    public bool IsSignedIn => Context.User.Identity?.IsAuthenticated is true;

    public string Name => Context.User.FindFirst("name")?.Value ?? Context.User.Identity?.Name ?? "";

    public bool IsManager => Context.User.IsInRole(Roles.Manager);

    public bool ReadsReports => IsManager || Context.User.IsInRole(Roles.Analyst) || Context.User.IsInRole(Roles.Partner);

    public bool IsOperator => Context.User.IsInRole(Roles.Operator);

    /// <summary>A page's address in the reader's language; the path begins with a slash.</summary>
    public static string Url(string path) => $"/{Language}{(path == "/" ? "" : path)}";

    /// <summary>As others must be told it: with the public origin, where one is configured.</summary>
    public string Absolute(string url) => PublicOrigin.Find(configuration) is { } origin ? new Uri(origin, url).AbsoluteUri : url;

    /// <summary>This page's address without its language.</summary>
    public string Path => Languages.InPath(Context.Request.Path) is { } language
        ? Context.Request.Path.Value![(language.Length + 1)..] : Context.Request.Path.Value ?? "";

    /// <summary>This page in another language, with its filters; a form's answer has no address of its own.</summary>
    public string In(string language) =>
        $"/{language}{Path}{(HttpMethods.IsGet(Context.Request.Method) ? Context.Request.QueryString.Value : "")}";

    /// <summary>This page, to come back to after signing in.</summary>
    public string Here => In(Language);

    /// <summary>This page with one filter changed, the rest kept, and paging begun anew.</summary>
    public string With(string name, string? value)
    {
        var query = Context.Request.Query
            .Where(pair => pair.Key is not "after" && pair.Key != name)
            .SelectMany(pair => pair.Value, (pair, one) => KeyValuePair.Create(pair.Key, one));
        if (value is not null) query = query.Append(KeyValuePair.Create(name, (string?)value));
        return Url(Path.Length == 0 ? "/" : Path) + QueryString.Create(query);
    }

    /// <summary>
    /// The key of the attempt that this page answers where nobody knows whether it was taken: sent again under it, it acts
    /// once all the same.
    /// </summary>
    /// <param name="action">Of the form that is shown again.</param>
    public string? UnansweredKey(string action) =>
        Context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable && HttpMethods.IsPost(Context.Request.Method)
        && Context.Request.HasFormContentType && Context.Request.Path.Equals(action.Split('?')[0], StringComparison.OrdinalIgnoreCase)
        && Guid.TryParse(Context.Request.Form[FormPost.KeyField], out var key) ? key.ToString() : null;

    public string? Query(string name) => Context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public string ClusterName => Cluster.Name.ToText().In(Language);

    /// <summary>The membership category's name; the code itself where the installation does not know it.</summary>
    public string Category(string? code) =>
        Cluster.Categories.FirstOrDefault(category => category.Code == code) is { } known
            ? new LocalText(known.Fr, known.En).In(Language) : code ?? "";

    /// <summary>What a purpose is worded as; the code itself where the installation no longer has it.</summary>
    public string Consent(string code) =>
        Cluster.Consents.Find(consent => consent.Code == code) is { } known ? new LocalText(known.Fr, known.En).In(Language) : code;

    public string Text(LocalText? text) => text?.In(Language) ?? "";

    public DateTime Local(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, Cluster.TimeZoneInfo).DateTime;

    public string Date(DateTimeOffset time) => Day(Local(time));

    /// <summary>A day of the calendar, which has no time zone.</summary>
    public static string Date(DateOnly day) => Day(day.ToDateTime(TimeOnly.MinValue));

    public string Time(DateTimeOffset time) => Local(time).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string DateAndTime(DateTimeOffset time) => $"{Date(time)}, {Time(time)}";

    /// <summary>When something takes place: one day with its hours, or first and last day.</summary>
    public string Period(DateTimeOffset from, DateTimeOffset to) => Local(from).Date == Local(to).Date
        ? $"{Date(from)}, {Time(from)}\u2060–\u2060{Time(to)}" : $"{Date(from)} – {Date(to)}";

    public static string Number(decimal number) => number.ToString("#,0.##", CultureInfo.CurrentCulture);

    /// <summary>A share between 0 and 100 with its sign, the way the language writes it.</summary>
    public static string Percent(decimal percent) =>
        percent.ToString("#,0.#", CultureInfo.CurrentCulture) + (Language == "fr" ? NoBreak + "%" : "%");

    /// <summary>XOF and the like have no minor unit; the others show two places where they have any.</summary>
    public static string Money(Money money)
    {
        var whole = money.Currency is "XOF" or "XAF" or "GNF" or "JPY" || money.Amount == decimal.Truncate(money.Amount);
        var amount = money.Amount.ToString(whole ? "N0" : "N2", CultureInfo.CurrentCulture);
        var unit = money.Currency == "XOF" ? "F CFA".Replace(" ", NoBreak, StringComparison.Ordinal) : money.Currency;
        return amount + NoBreak + unit;
    }

    static string Day(DateTime day) => Language == "fr" && day.Day == 1
        ? day.ToString("'1er 'MMMM yyyy", CultureInfo.CurrentCulture)
        : day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);
}
