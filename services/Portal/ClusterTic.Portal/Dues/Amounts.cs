using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Dues;

/// <summary>Dues are in XOF.</summary>
static class Amounts
{
    public static string Of(long amount) => Reader.Money(new Money(amount, "XOF"));
}
