using ClusterTic.Events.Registrations;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events.Tests.Registrations;

public sealed class RegistrationTests
{
    static readonly DateTimeOffset Now = new(2027, 3, 1, 8, 30, 0, TimeSpan.Zero);
    static readonly Admission Open = new(EventStatus.Published, Now.AddHours(8));

    [Fact]
    public void A_person_is_checked_in_once()
    {
        var registration = Registration();

        registration.CheckIn(Open, Now.AddMinutes(5));

        Broken(Rules.AlreadyCheckedIn, () => registration.CheckIn(Open, Now.AddMinutes(6)));
        Assert.Equal(Now.AddMinutes(5), registration.CheckedInAt);
    }

    [Fact]
    public void Nobody_is_checked_in_before_the_event_is_published() =>
        Broken(Rules.NotPublished, () => Registration().CheckIn(new(EventStatus.Scheduled, Now.AddHours(8)), Now));

    [Fact]
    public void Nobody_is_checked_in_after_the_end() =>
        Broken(Rules.EventOver, () => Registration().CheckIn(Open, Now.AddHours(8).AddSeconds(1)));

    [Fact]
    public void Who_cancelled_is_not_checked_in_and_cannot_cancel_again()
    {
        var registration = Registration();

        registration.Cancel(Now);

        Broken(Rules.RegistrationCancelled, () => registration.CheckIn(Open, Now));
        Broken(Rules.RegistrationCancelled, () => registration.Cancel(Now));
    }

    [Fact]
    public void Who_came_cannot_cancel()
    {
        var registration = Registration();
        registration.CheckIn(Open, Now);

        Broken(Rules.CheckedInCannotCancel, () => registration.Cancel(Now));
    }

    [Fact]
    public void Who_registers_again_after_cancelling_has_the_same_registration_with_a_higher_version()
    {
        var registration = Registration();
        var id = registration.Id;
        registration.Cancel(Now);
        var cancelled = registration.Version;
        var organisation = Guid.CreateVersion7();

        registration.ConfirmAgain(organisation, Now.AddHours(1));

        Assert.Equal(id, registration.Id);
        Assert.True(registration.Version > cancelled);
        Assert.Equal((RegistrationStatus.Confirmed, organisation, Now.AddHours(1)), (registration.Status, registration.OrganisationId, registration.RegisteredAt));
        Broken(Rules.AlreadyRegistered, () => registration.ConfirmAgain(null, Now));
    }

    static Registration Registration() =>
        ClusterTic.Events.Registrations.Registration.Confirm(Guid.CreateVersion7(), Guid.CreateVersion7(), null, Now);

    static void Broken(string rule, Action act) => Assert.Equal(rule, Assert.Throws<RuleBrokenException>(act).Code);
}
