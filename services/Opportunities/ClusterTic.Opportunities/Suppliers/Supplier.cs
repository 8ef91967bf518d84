using ClusterTic.Membership;

namespace ClusterTic.Opportunities.Suppliers;

/// <summary>Opportunities' own copy of an organisation.</summary>
sealed class Supplier
{
    Supplier()
    {
    }

    public Supplier(Guid id) => Id = id;

    public Guid Id { get; private init; }

    /// <summary>The organisation's, as Membership counts it.</summary>
    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Only members are matched.</summary>
    public bool IsMember { get; private set; }

    public DateTimeOffset? MemberSince { get; private set; }

    /// <summary>False for what came late: the copy is newer already.</summary>
    public bool Apply(OrganisationState organisation)
    {
        if (organisation.Version < Version) return false;
        Version = organisation.Version;
        Name = organisation.Name;
        IsMember = organisation.Status is "member";
        MemberSince = organisation.MemberSince;
        return true;
    }
}

/// <summary>What a member can do; an organisation that is no member has no rows.</summary>
sealed class MemberCompetence
{
    public required Guid SupplierId { get; init; }

    /// <summary>CPV 2008, eight digits.</summary>
    public required string Code { get; init; }

    /// <summary>Leading digits of the code that carry meaning.</summary>
    public required short Digits { get; init; }

    public required short Level { get; set; }
}
