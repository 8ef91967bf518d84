using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ClusterTic.Identity;

static class IdentityDbSetup
{
    public const string Database = "identity-db";

    /// <summary>The role that may change the schema; only <c>--migrate</c> uses it.</summary>
    public const string Owner = "identity-db-owner";

    public static void AddIdentityDb(this WebApplicationBuilder builder) =>
        builder.Services.AddDbContextPool<IdentityDb>((services, options) =>
            Use(options, services.GetRequiredService<IConfiguration>().GetConnectionString(Database)
                ?? throw new InvalidOperationException($"The setting ConnectionStrings:{Database} is missing.")));

    public static async Task MigrateAsync(IConfiguration configuration, CancellationToken cancel)
    {
        var owner = configuration.GetConnectionString(Owner) ?? configuration.GetConnectionString(Database)
            ?? throw new InvalidOperationException($"The setting ConnectionStrings:{Owner} is missing.");
        var options = new DbContextOptionsBuilder<IdentityDb>();
        Use(options, owner);
        await using var db = new IdentityDb(options.Options);
        await db.Database.MigrateAsync(cancel);
    }

    static void Use(DbContextOptionsBuilder options, string connection) =>
        options.UseNpgsql(connection).UseSnakeCaseNamingConvention();

    /// <summary>For <c>dotnet ef migrations add</c>, which needs a model and no server.</summary>
    sealed class DesignTime : IDesignTimeDbContextFactory<IdentityDb>
    {
        public IdentityDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<IdentityDb>();
            Use(options, "Host=localhost");
            return new IdentityDb(options.Options);
        }
    }
}
