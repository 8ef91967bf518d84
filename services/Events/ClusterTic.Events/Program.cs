using ClusterTic.Events;
using ClusterTic.Events.Groups;
using ClusterTic.Events.Invitations;
using ClusterTic.Events.Organisations;
using ClusterTic.Events.People;
using ClusterTic.Events.Registrations;
using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Data;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("events");
builder.AddServiceDb<EventsDb>(role => $"revoke update, delete on {AccessLog.Table} from {role};");
builder.AddMessaging<EventsDb>(messages => messages
    .Handle<OnOrganisation, IOrganisationFact>("organisations")
    .Handle<OnGroup, IGroupFact>("groups")
    .Handle<OnPerson, IPersonFact>("people")
    .Announce<Event, EventAnnounced>((one, at) => new EventAnnounced(one.ToState(), at))
    .Announce<Invitation, InvitationAnnounced>((one, at) => new InvitationAnnounced(one.ToState(), at))
    .Announce<Registration, RegistrationAnnounced>((one, at) => new RegistrationAnnounced(one.ToState(), at)));
builder.AddPeople();
builder.AddAccessLog();

var app = builder.Build();
app.UseServiceDefaults();
EventEndpoints.Map(app.MapServiceApi());
return await app.RunServiceAsync(args);

/// <summary>Public so that tests can name it.</summary>
public sealed partial class Program;
