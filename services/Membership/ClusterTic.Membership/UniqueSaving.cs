using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClusterTic.Membership;

static class UniqueSaving
{
    /// <summary>Saves; whoever comes second to what may exist once only has broken the rule, however close the two were.</summary>
    /// <param name="index">The unique index that holds the rule.</param>
    public static async Task SaveUniqueAsync(
        this MembershipDb db, string index, string rule, CancellationToken cancel, params (string Name, object? Value)[] arguments)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException second) when (
            second.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violated && violated.ConstraintName == index)
        {
            throw new RuleBrokenException(rule, arguments);
        }
    }
}
