using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ClusterTic.ServiceDefaults.Data;

/// <summary>Ready once the database answers and has every migration that this build needs; says which are missing.</summary>
sealed class SchemaState(ServiceDatabase database, IServiceScopeFactory scopes, NpgsqlDataSource source) : IHealthCheck
{
    bool current;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!current)
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = (DbContext)scope.ServiceProvider.GetRequiredService(database.Context);
                var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
                if (pending.Count > 0)
                    return HealthCheckResult.Unhealthy(
                        $"The schema is older than this build needs: {string.Join(", ", pending)}. Run the service with --migrate.");
                current = true;
            }

            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException away)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", away);
        }
    }
}
