using ClusterTic.Membership.Competences;
using ClusterTic.Membership.People;
using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Organisations;

/// <summary>What an organisation says of itself.</summary>
sealed record Profile(
    string Name, string? TradeName, string Type, string Country, string? Region, string? Town, string? Website, LocalText? Description,
    IReadOnlyList<Competence> Competences);

/// <summary>Somebody who could belong to the cluster, from first entry to membership.</summary>
sealed partial class Organisation : Aggregate<OrganisationState>
{
    Organisation()
    {
    }

    public OrganisationStatus Status { get; private set; }
    public string Name { get; private set; } = "";
    public string? TradeName { get; private set; }
    public string Type { get; private set; } = "";
    public string Country { get; private set; } = "";
    public string? Region { get; private set; }
    public string? Town { get; private set; }
    public string? Website { get; private set; }
    public LocalText? Description { get; private set; }

    /// <summary>A stored file; another one with every new logo.</summary>
    public Guid? LogoId { get; private set; }

    public Guid ContactId { get; private set; }
    public Person? Contact { get; private set; }
    public string? ContactPhone { get; private set; }
    public string? Category { get; private set; }
    public DateTimeOffset RegisteredAt { get; private set; }

    /// <summary>When the contact showed that mails arrive; null where the cluster team entered the organisation.</summary>
    public DateTimeOffset? EmailConfirmedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? ReviewedAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public DateTimeOffset? MemberSince { get; private set; }

    /// <param name="more">Where more than the profile is known from the start.</param>
    public static Organisation Register(Profile profile, Person contact, string? phone, DateTimeOffset at, MoreGiven? more = null)
    {
        var organisation = new Organisation
        {
            Status = OrganisationStatus.Registered, ContactId = contact.Id, Contact = contact, ContactPhone = phone, RegisteredAt = at,
        };
        organisation.Take(profile);
        if (more is not null) organisation.Take(more);
        organisation.Raise(state => new OrganisationRegistered(state, at));
        return organisation;
    }

    public void ChangeProfile(Profile profile, DateTimeOffset at)
    {
        RequireOpen();
        Take(profile);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    /// <summary>The person that its mails go to from now on, and the number there.</summary>
    public void TakeContact(Person person, string? phone, DateTimeOffset at)
    {
        (ContactId, Contact, ContactPhone) = (person.Id, person, phone);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    public void TakeLogo(Guid? file, DateTimeOffset at)
    {
        RequireOpen();
        LogoId = file;
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    public void ConfirmEmail(DateTimeOffset at)
    {
        RequireOpen();
        EmailConfirmedAt = at;
        Raise(state => new OrganisationEmailConfirmed(state, at));
    }

    /// <param name="forIt">The cluster team submits for it, and answers for the contact's address.</param>
    public void Submit(DateTimeOffset at, bool forIt)
    {
        Rule.Require(forIt || EmailConfirmedAt is not null, Rules.EmailNotConfirmed);
        Rule.Require(Status is OrganisationStatus.Registered, Rules.OnlyRegisteredCanBeSubmitted, ("status", Status.Code()));
        Rule.Require(at >= RegisteredAt, Rules.StepBeforeTheLastOne, ("last", RegisteredAt));
        (Status, SubmittedAt) = (OrganisationStatus.Submitted, at);
        Raise(state => new OrganisationSubmitted(state, at));
    }

    public void StartReview(DateTimeOffset at)
    {
        Rule.Require(Status is OrganisationStatus.Submitted, Rules.OnlySubmittedCanBeReviewed, ("status", Status.Code()));
        Rule.Require(at >= SubmittedAt, Rules.StepBeforeTheLastOne, ("last", SubmittedAt));
        (Status, ReviewedAt) = (OrganisationStatus.UnderReview, at);
        Raise(state => new OrganisationReviewStarted(state, at));
    }

    /// <param name="category">A code that the installation has configured.</param>
    public void Approve(string category, string by, DateTimeOffset at)
    {
        Rule.Require(Status is OrganisationStatus.UnderReview, Rules.OnlyUnderReviewCanBeApproved, ("status", Status.Code()));
        Rule.Require(at >= ReviewedAt, Rules.StepBeforeTheLastOne, ("last", ReviewedAt));
        (Status, Category, DecidedAt, MemberSince) = (OrganisationStatus.Member, category, at, at);
        Raise(state => new OrganisationApproved(state, category, by, at));
    }

    /// <summary>Enters somebody who is a member already, from a list: nothing was submitted or decided here.</summary>
    public void Admit(string category, string by, DateTimeOffset since)
    {
        Rule.Require(Status is OrganisationStatus.Registered, Rules.OnlyRegisteredCanBeSubmitted, ("status", Status.Code()));
        (Status, Category, MemberSince) = (OrganisationStatus.Member, category, since);
        Raise(state => new OrganisationApproved(state, category, by, since));
    }

    /// <param name="note">For the cluster team's eyes; never in a fact.</param>
    public void Reject(string reason, string by, DateTimeOffset at, string? note = null)
    {
        Rule.Require(Status is OrganisationStatus.UnderReview, Rules.OnlyUnderReviewCanBeRejected, ("status", Status.Code()));
        Rule.Require(at >= ReviewedAt, Rules.StepBeforeTheLastOne, ("last", ReviewedAt));
        (Status, DecidedAt, StatusReason, StatusNote) = (OrganisationStatus.Rejected, at, reason, note);
        Raise(state => new OrganisationRejected(state, reason, by, at));
    }

    public override OrganisationState ToState() => new(
        Id, Version, Name, TradeName, Type, Country, Region, Town, Status.Code(), Category, SubmittedAt, DecidedAt, MemberSince,
        CompetenceStates(),
        SuspendedAt, WithdrawnAt, SizeBy(LastFigures).Code, FoundedIn, Charter, CharterSignedOn, MergedInto);

    public OrganisationDetails ToDetails() => new(
        Id, Version, Name, TradeName, Type, Country, Region, Town, Website, Description, Status.Code(), Category,
        RegisteredAt, SubmittedAt, DecidedAt, MemberSince,
        Contact is null ? null : new ContactDetails(Contact.Id, Contact.Name, Contact.Email, ContactPhone, Contact.Language),
        [.. Sorted().Select(competence => competence.ToDetails())], SuspendedAt, WithdrawnAt, StatusReason, StatusNote, Checks, ToRegistration(), ToPublication(), LogoId, ToActivity(), MergedInto);

    void Take(Profile profile)
    {
        (Name, TradeName, Type, Country, Region, Town, Website, Description) =
            (profile.Name, profile.TradeName, profile.Type, profile.Country, profile.Region, profile.Town, profile.Website, profile.Description);
        Take(profile.Competences);
    }
}
