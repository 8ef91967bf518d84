namespace ClusterTic.Membership;

/// <summary>SQL functions that queries may use.</summary>
static class MembershipFunctions
{
    /// <summary>Lower case without accents; made by the first migration.</summary>
    public static string Fold(string text) => throw new NotSupportedException($"Only in SQL: fold('{text}').");
}
