using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Dues;

/// <summary>Dues are in XOF.</summary>
static class Amounts
{
    /// <summary>The most that a field for an amount takes.</summary>
    public const long Most = 1_000_000_000_000;

    public const string Unit = "F\u00A0CFA";

    public static string Of(long amount) => Reader.Money(new Money(amount, "XOF"));
}
