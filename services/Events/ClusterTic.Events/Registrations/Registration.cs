using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events.Registrations;

enum RegistrationStatus
{
    Confirmed,
    Cancelled,
}

/// <summary>
/// One person's place at one event: the same one for ever, also when it is cancelled and taken again. It holds no
/// personal data, only the person's id.
/// </summary>
sealed class Registration : Aggregate<RegistrationState>
{
    Registration()
    {
    }

    public Guid EventId { get; private set; }

    public Guid PersonId { get; private set; }

    /// <summary>
    /// For whom the person comes. Not checked against the copy of organisations: it may not have heard of this one yet.
    /// </summary>
    public Guid? OrganisationId { get; private set; }

    public RegistrationStatus Status { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }

    public DateTimeOffset? CheckedInAt { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public static Registration Confirm(Guid eventId, Guid personId, Guid? organisationId, DateTimeOffset at)
    {
        var registration = new Registration { EventId = eventId, PersonId = personId };
        registration.TakePlace(organisationId, at);
        return registration;
    }

    /// <summary>The person changed their mind and comes after all.</summary>
    public void ConfirmAgain(Guid? organisationId, DateTimeOffset at)
    {
        Rule.Require(Status is RegistrationStatus.Cancelled, Rules.AlreadyRegistered);
        TakePlace(organisationId, at);
    }

    public void Cancel(DateTimeOffset at)
    {
        Rule.Require(Status is RegistrationStatus.Confirmed, Rules.RegistrationCancelled);
        Rule.Require(CheckedInAt is null, Rules.CheckedInCannotCancel);
        (Status, CancelledAt) = (RegistrationStatus.Cancelled, at);
        Raise(state => new RegistrationCancelled(state, at));
    }

    /// <summary>The person is there; said once.</summary>
    public void CheckIn(Admission admission, DateTimeOffset at)
    {
        Rule.Require(Status is RegistrationStatus.Confirmed, Rules.RegistrationCancelled);
        Rule.Require(CheckedInAt is null, Rules.AlreadyCheckedIn);
        admission.ForCheckIn(at);
        CheckedInAt = at;
        Raise(state => new RegistrationCheckedIn(state, at));
    }

    /// <summary>The person turned out to be entered twice.</summary>
    public void MoveTo(Guid person, DateTimeOffset at)
    {
        PersonId = person;
        Raise(state => new RegistrationMoved(state, at));
    }

    /// <summary>The same human has registered for this event under another id too: this place is the one that counts.</summary>
    /// <returns>By how much fewer seats are taken, and fewer people are there.</returns>
    public (int Seats, int There) TakeOver(Registration other, DateTimeOffset at)
    {
        if (other.Status is RegistrationStatus.Cancelled) return (0, 0);
        var freed = (Status is RegistrationStatus.Confirmed ? 1 : 0, CheckedInAt is not null && other.CheckedInAt is not null ? 1 : 0);
        var came = other.CheckedInAt;
        if (Status is RegistrationStatus.Cancelled) TakePlace(other.OrganisationId, other.RegisteredAt);
        if (CheckedInAt is null && came is not null)
        {
            CheckedInAt = came;
            Raise(state => new RegistrationCheckedIn(state, came.Value));
        }

        (other.Status, other.CheckedInAt, other.CancelledAt) = (RegistrationStatus.Cancelled, null, at);
        other.Raise(state => new RegistrationCancelled(state, at));
        return freed;
    }

    public override RegistrationState ToState() =>
        new(Id, Version, EventId, PersonId, OrganisationId, Status.Code(), RegisteredAt, CheckedInAt);

    void TakePlace(Guid? organisationId, DateTimeOffset at)
    {
        (Status, OrganisationId, RegisteredAt, CancelledAt) = (RegistrationStatus.Confirmed, organisationId, at, null);
        Raise(state => new RegistrationConfirmed(state, at));
    }
}

static class RegistrationCodes
{
    public static string Code(this RegistrationStatus status) => status is RegistrationStatus.Confirmed ? "confirmed" : "cancelled";
}
