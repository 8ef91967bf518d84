using ClusterTic.ServiceDefaults.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Messaging.Reads;

public static class AccessLog
{
    /// <summary>For the service's restrictions: a record of who read what can be added to by nobody's request but never changed.</summary>
    public const string Table = "personal_data_reads";

    /// <summary>Gives the service's database its table <c>personal_data_reads</c>; call from OnModelCreating.</summary>
    public static void AddAccessLog(this ModelBuilder model) => PersonalDataRead.Map(model);

    /// <summary>Lets endpoints say that they answer personal data, see <see cref="ReadRecording"/>.</summary>
    public static void AddAccessLog(this WebApplicationBuilder builder) => builder.Services.AddSingleton<IMaintenance, ForgetReads>();
}

/// <summary>
/// Takes away what is older than its term. By the owner's role alone, with <c>--maintain</c>: the service itself cannot
/// take a line away, so no fault in it can hide who read what.
/// </summary>
sealed class ForgetReads : IMaintenance
{
    public async Task MaintainAsync(NpgsqlDataSource owner, TimeProvider clock, CancellationToken cancel)
    {
        await using var command = owner.CreateCommand("delete from personal_data_reads where at < $1");
        command.Parameters.AddWithValue(clock.GetUtcNow().AddMonths(-24));
        await command.ExecuteNonQueryAsync(cancel);
    }
}
