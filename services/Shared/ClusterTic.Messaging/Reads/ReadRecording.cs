using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Messaging.Reads;

/// <summary>What an endpoint's answers are about.</summary>
public enum ReadAbout
{
    /// <summary>The person whose id is in the address.</summary>
    Person,

    /// <summary>Several people, of whatever has its id in the address, if anything has.</summary>
    Several,
}

/// <summary>Marks an endpoint whose answers hold personal data and are recorded.</summary>
/// <param name="Code">As the record names it: <c>people.show</c>.</param>
public sealed record ReadsPersonalData(string Code);

public static class ReadRecording
{
    /// <summary>
    /// Records each answer of the endpoint, before it is given. Where that fails the request fails: an answer that
    /// nobody knows of is what the record is there to rule out.
    /// </summary>
    public static RouteHandlerBuilder RecordsReads(this RouteHandlerBuilder endpoint, string code, ReadAbout about = ReadAbout.Several)
    {
        endpoint.WithMetadata(new ReadsPersonalData(code));
        return endpoint.AddEndpointFilter(async (call, next) =>
        {
            var answer = await next(call);
            var result = answer is INestedHttpResult nested ? nested.Result : answer;
            if (result is not IStatusCodeHttpResult { StatusCode: >= 400 })
                await RecordAsync(call.HttpContext, code, about, (result as IValueHttpResult)?.Value);
            return answer;
        });
    }

    static async Task RecordAsync(HttpContext http, string code, ReadAbout about, object? value)
    {
        var services = http.RequestServices;
        var (user, now) = (new CurrentUser(services.GetRequiredService<IHttpContextAccessor>()), services.GetRequiredService<TimeProvider>().GetUtcNow());
        Guid? subject = Guid.TryParse(http.GetRouteValue("id") as string, out var id) ? id : null;
        var (person, other) = about is ReadAbout.Person ? (subject, (Guid?)null) : (null, subject);
        int? shown = about is ReadAbout.Person ? 1 : (value as ICounted)?.Count;
        await services.GetRequiredService<ServiceDb>().Database.ExecuteSqlAsync(
            $"""
             insert into personal_data_reads (id, by, by_name, endpoint, person_id, about_id, shown, at)
             values ({Guid.CreateVersion7(now)}, {user.Id}, {user.Name}, {code}, {person}, {other}, {shown}, {now})
             """, http.RequestAborted);
    }
}
