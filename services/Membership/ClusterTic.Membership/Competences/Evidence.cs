namespace ClusterTic.Membership.Competences;

/// <summary>What speaks for a competence. Added or removed, never changed: who reads the history sees what was shown when.</summary>
sealed class Evidence
{
    public const string Declared = "declared";
    public const string ReferenceProject = "reference-project";
    public const string Certificate = "certificate";
    public const string Headcount = "headcount";

    public static readonly string[] Kinds = [Declared, ReferenceProject, Certificate, Headcount];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Kind { get; init; }

    /// <summary>Of the project, or the certificate's name.</summary>
    public string? Title { get; init; }

    public string? Client { get; init; }

    /// <summary>Whether the directory may name the client.</summary>
    public bool ClientIsPublic { get; init; }

    public int? Year { get; init; }

    public decimal? Value { get; init; }

    /// <summary>ISO 4217; there where the value is.</summary>
    public string? Currency { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public string? Issuer { get; init; }

    public string? Number { get; init; }

    /// <summary>A certificate's last day.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The certificate has ended. Kept, so that what an organisation can show does not depend on when somebody asks.</summary>
    public bool Lapsed { get; private set; }

    public int? People { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    internal Evidence Copy(DateTimeOffset at) => new()
    {
        Kind = Kind, Title = Title, Client = Client, ClientIsPublic = ClientIsPublic, Year = Year, Value = Value, Currency = Currency, Country = Country,
        Issuer = Issuer, Number = Number, ValidUntil = ValidUntil, Lapsed = Lapsed, People = People, AddedAt = at,
    };

    internal bool LapsesOn(DateOnly today) => !Lapsed && ValidUntil < today;

    internal void Lapse() => Lapsed = true;

    public EvidenceDetails ToDetails() => new(
        Id, Kind, Title, Client, ClientIsPublic, Year, Value is { } amount ? new Money(amount, Currency!) : null, Country, Issuer, Number,
        ValidUntil, Lapsed, People, AddedAt);

    public EvidenceEntry ToEntry() => new(Kind, Title, ClientIsPublic ? Client : null, Year, Country, ValidUntil);
}
