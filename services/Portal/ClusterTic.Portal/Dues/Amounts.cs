using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Dues;

/// <summary>Dues are in XOF.</summary>
static class Amounts
{
    public const string Unit = "F\u00A0CFA";

    public static string Of(long amount) => Reader.Money(new Money(amount, "XOF"));
}
