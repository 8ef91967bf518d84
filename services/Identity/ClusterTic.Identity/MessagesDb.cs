using ClusterTic.Messaging;
using ClusterTic.Messaging.Reads;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Identity;

/// <summary>
/// The messages and the record of reads in Identity's database. <see cref="IdentityDb"/> has ASP.NET Core Identity's base class, so it cannot have
/// messaging's; handlers change accounts by SQL in this context's transaction (docs/adr/0008).
/// </summary>
sealed class MessagesDb(DbContextOptions<MessagesDb> options) : ServiceDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAccessLog();
    }
}
