using ClusterTic.Events.Groups;
using ClusterTic.Events.Invitations;
using ClusterTic.Events.People;
using ClusterTic.Events.Registrations;
using ClusterTic.Messaging.Reads;

namespace ClusterTic.Events;

/// <summary>Every route of the service, under <c>/api/events/v1</c>.</summary>
static class EventEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("Events");
        ScheduleEvent.Map(events);
        ReadEvents.Map(events);
        ChangeEventStatus.Map(events);

        InviteOrganisations.Map(api.MapGroup("/events/{id:guid}/invitations").WithTags("Invitations"));
        InviteGroup.Map(api.MapGroup("/events/{id:guid}/invitations").WithTags("Invitations"));
        ListInvitations.Map(api.MapGroup("/events/{id:guid}/invitations").WithTags("Invitations"));

        RegisterPerson.Map(api.MapGroup("/events/{id:guid}/registrations").WithTags("Registrations"));
        ListRegistrations.Map(api.MapGroup("/events/{id:guid}/registrations").WithTags("Registrations"));
        CheckIn.Map(api.MapGroup("/registrations").WithTags("Registrations"));
        CancelRegistration.Map(api.MapGroup("/registrations").WithTags("Registrations"));

        ShowPersonData.Map(api.MapGroup("/people").WithTags("Privacy"));
        ListReads.Map(api);

        ListGroups.Map(api.MapGroup("/groups").WithTags("Groups"));
    }
}
