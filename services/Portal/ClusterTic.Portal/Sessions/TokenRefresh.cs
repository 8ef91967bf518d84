using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Portal.Sessions;

/// <summary>
/// Renews a session's tokens a minute before they end, under a lock on its row: two requests at once must not use one
/// refresh token twice. A provider that refuses ends the session, so a session that was ended there lives on here for at
/// most one access token's life (15 minutes with the suite's own Identity). A provider that is away does not end it.
/// </summary>
sealed partial class TokenRefresh(
    IServiceScopeFactory scopes, TicketStore tickets, IOptionsMonitor<OpenIdConnectOptions> providers, TimeProvider clock, ILogger<TokenRefresh> log)
{
    static readonly TimeSpan early = TimeSpan.FromMinutes(1);
    static readonly TimeSpan askAgainAfter = TimeSpan.FromSeconds(10);

    DateTimeOffset awayUntil = DateTimeOffset.MinValue;

    public async Task Validate(CookieValidatePrincipalContext context)
    {
        if (IsFresh(context.Properties) || clock.GetUtcNow() < awayUntil)
            return;

        if (TicketStore.HashOf(context.Properties) is not { } hash || await Renewed(hash, context.HttpContext.RequestAborted) is not { } ticket)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return;
        }

        context.ReplacePrincipal(ticket.Principal);
        foreach (var token in ticket.Properties.GetTokens())
            context.Properties.UpdateTokenValue(token.Name, token.Value);
    }

    bool IsFresh(AuthenticationProperties properties) =>
        DateTimeOffset.TryParse(properties.GetTokenValue("expires_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
        && expires > clock.GetUtcNow() + early;

    /// <summary>The ticket with good tokens, the old one while the provider is away, or nothing where the session has ended.</summary>
    async Task<AuthenticationTicket?> Renewed(byte[] hash, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var session = await db.Sessions.FromSql($"select * from sessions where key_hash = {hash} for update").AsTracking().SingleOrDefaultAsync(cancel);
        if (session is null || tickets.Open(session) is not { } ticket)
        {
            if (session is null)
                Ended("its row is gone");
            return null;
        }

        if (IsFresh(ticket.Properties))
            return ticket;   // another request was first

        var answer = await Ask(ticket.Properties.GetTokenValue("refresh_token"), cancel);
        if (answer.IsAway)
            return ticket;

        if (answer.Tokens is not { } tokens)
        {
            db.Sessions.Remove(session);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return null;
        }

        var renewed = new AuthenticationTicket(await PrincipalOf(tokens, ticket, cancel), ticket.Properties, ticket.AuthenticationScheme);
        Set("access_token", tokens.AccessToken);
        Set("refresh_token", tokens.RefreshToken);
        Set("id_token", tokens.IdToken);
        Set("expires_at", (clock.GetUtcNow() + tokens.Lifetime).ToString("o", CultureInfo.InvariantCulture));
        session.Ticket = tickets.Protect(renewed);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return renewed;

        void Set(string name, string? value)
        {
            if (value is not null)
                renewed.Properties.UpdateTokenValue(name, value);
        }
    }

    async Task<(Tokens? Tokens, bool IsAway)> Ask(string? refreshToken, CancellationToken cancel)
    {
        if (refreshToken is null)
            return (null, false);

        var provider = providers.Get(OpenIdConnectDefaults.AuthenticationScheme);
        try
        {
            var metadata = await provider.ConfigurationManager!.GetConfigurationAsync(cancel);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = refreshToken,
                ["client_id"] = provider.ClientId!,
                ["client_secret"] = provider.ClientSecret!,
            });
            using var response = await provider.Backchannel.PostAsync(new Uri(metadata.TokenEndpoint), form, cancel);
            if ((int)response.StatusCode is >= 500 or 429)
                return Away(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));

            using var body = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancel));
            if (response.IsSuccessStatusCode)
                return (Tokens.Read(body.RootElement), false);

            // Only "invalid_grant" says that this session is over; anything else is a fault of the installation.
            var error = Tokens.Text(body.RootElement, "error") ?? "";
            if (error != "invalid_grant")
                return Away(error);
            Ended(Tokens.Text(body.RootElement, "error_description") ?? error);
            return (null, false);
        }
        catch (Exception away) when (away is HttpRequestException or JsonException or InvalidOperationException or IOException
            or Polly.ExecutionRejectedException || (away is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return Away(away.GetType().Name);
        }
    }

    (Tokens?, bool) Away(string reason)
    {
        awayUntil = clock.GetUtcNow() + askAgainAfter;
        NotRenewed(reason);
        return (null, true);
    }

    /// <summary>Name and roles as they are now, where the provider says them again.</summary>
    async Task<ClaimsPrincipal> PrincipalOf(Tokens tokens, AuthenticationTicket ticket, CancellationToken cancel)
    {
        if (tokens.IdToken is null)
            return ticket.Principal;

        var provider = providers.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var metadata = await provider.ConfigurationManager!.GetConfigurationAsync(cancel);
        var parameters = provider.TokenValidationParameters.Clone();
        parameters.ValidIssuer = metadata.Issuer;
        parameters.IssuerSigningKeys = metadata.SigningKeys;
        var result = await provider.TokenHandler.ValidateTokenAsync(tokens.IdToken, parameters);
        if (!result.IsValid)
        {
            // A new key, most likely: read the keys again for next time, and go on with what is known.
            provider.ConfigurationManager.RequestRefresh();
            NotRead(result.Exception?.GetType().Name ?? "");
            return ticket.Principal;
        }

        var sameSubject = result.ClaimsIdentity.FindFirst("sub")?.Value == ticket.Principal.FindFirst("sub")?.Value;
        return sameSubject ? new ClaimsPrincipal(result.ClaimsIdentity) : ticket.Principal;
    }

    [LoggerMessage(LogLevel.Warning, "The identity provider did not renew a session ({Reason}); sessions go on as they are")]
    partial void NotRenewed(string reason);

    [LoggerMessage(LogLevel.Information, "A session has ended instead of being renewed: {Reason}")]
    partial void Ended(string reason);

    [LoggerMessage(LogLevel.Warning, "A renewed ID token could not be checked ({Reason}); the session keeps its name and roles")]
    partial void NotRead(string reason);

    sealed record Tokens(string AccessToken, string? RefreshToken, string? IdToken, TimeSpan Lifetime)
    {
        public static Tokens Read(JsonElement answer) => new(
            Text(answer, "access_token") ?? throw new JsonException("The answer has no access token."),
            Text(answer, "refresh_token"),
            Text(answer, "id_token"),
            TimeSpan.FromSeconds(answer.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt32(out var life) ? life : 300));

        public static string? Text(JsonElement answer, string name) =>
            answer.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
    }
}
