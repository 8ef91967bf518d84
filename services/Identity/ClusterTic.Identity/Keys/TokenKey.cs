namespace ClusterTic.Identity.Keys;

enum KeyUse
{
    /// <summary>RSA, signs every token; its public half is what services check with.</summary>
    Signing,

    /// <summary>256 bits, hides authorization codes and refresh tokens from those who carry them.</summary>
    Encryption,
}

/// <summary>A key of the token server, shared by all replicas.</summary>
sealed class TokenKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public KeyUse Use { get; init; }

    /// <summary>PKCS#8 (signing) or the raw key (encryption), under data protection.</summary>
    public byte[] Protected { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From here on it makes new tokens; it is published earlier, so that everybody has it by then.</summary>
    public DateTimeOffset ActiveFrom { get; init; }
}
