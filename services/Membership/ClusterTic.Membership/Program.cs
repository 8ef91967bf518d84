using ClusterTic.Membership;
using ClusterTic.Membership.Confirmation;
using ClusterTic.Membership.Directory;
using ClusterTic.Membership.Dues;
using ClusterTic.Membership.Dues.Documents;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Membership.Registration;
using ClusterTic.Membership.Review;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("membership");
builder.AddServiceDb<MembershipDb>(role => $"revoke delete on history, {DuesAccounts.Ledger} from {role};"); // what was done stays on record
builder.AddMessaging<MembershipDb>(messaging => messaging
    .Announce<Organisation, OrganisationAnnounced>(
        (organisation, at) => new(organisation.ToState(), at), whole => whole.Include(organisation => organisation.Competences))
    .Announce<Person, PersonAnnounced>((person, at) => new(person.ToState(), at))
    .Announce<DuesAccount, DuesAnnounced>((account, at) => new(account.ToState(), at), DuesAccounts.Whole));
builder.AddMails();
builder.Services.AddSingleton<StepMails>();
builder.Services.AddSingleton<DuesDays>();
builder.Services.AddSingleton<DuesMails>();
builder.Services.AddValidation();

var app = builder.Build();
app.Services.GetRequiredService<RequiredSettings>().Add("Identity:Issuer", "the public address, {origin}/identity: mails lead there");
app.UseServiceDefaults();
var api = app.MapServiceApi();

var organisations = api.MapGroup("/organisations").WithTags("Organisations");
RegisterOrganisation.Map(organisations);
ListOrganisations.Map(organisations);
ChangeProfile.Map(organisations);
ChangeRegistration.Map(organisations);
ConfirmEmail.Map(organisations);
SubmitOrganisation.Map(organisations);
ReviewOrganisation.Map(organisations);
ApproveOrganisation.Map(organisations);
RejectOrganisation.Map(organisations);
SuspendOrganisation.Map(organisations);
ReinstateOrganisation.Map(organisations);
WithdrawOrganisation.Map(organisations);
TickChecklist.Map(organisations);
TakeNotes.Map(organisations);
ShowHistory.Map(organisations);
CallForDues.Map(organisations);
RecordPayment.Map(organisations);
ShowStatement.Map(organisations);

var dues = api.MapGroup("/dues").WithTags("Dues");
PlanDues.Map(dues);
RunDues.Map(dues);
CancelCall.Map(dues);
ReversePayment.Map(dues);
ListArrears.Map(dues);
ShowDocument.Map(dues);

var directory = api.MapGroup("/directory").WithTags("Directory");
SearchDirectory.Map(directory);
ShowMember.Map(directory);

return await app.RunServiceAsync(args);

/// <summary>Public so that tests can name it.</summary>
public sealed partial class Program;
