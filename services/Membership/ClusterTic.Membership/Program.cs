using ClusterTic.Membership;
using ClusterTic.Membership.Catalogue;
using ClusterTic.Membership.Commitment;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Confirmation;
using ClusterTic.Membership.Directory;
using ClusterTic.Membership.Dues.Documents;
using ClusterTic.Membership.Dues;
using ClusterTic.Membership.Duplicates;
using ClusterTic.Membership.Governance;
using ClusterTic.Membership.Groups;
using ClusterTic.Membership.Imports;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Membership.Pictures;
using ClusterTic.Membership.Privacy;
using ClusterTic.Membership.Registration;
using ClusterTic.Membership.Representation;
using ClusterTic.Membership.Review;
using ClusterTic.Membership.Search;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Jobs;
using ClusterTic.Messaging.Mail;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("membership");
builder.AddServiceDb<MembershipDb>(role => $"revoke delete on history, {DuesAccounts.Ledger}, erasures, erasure_confirmations from {role}; revoke update, delete on {AccessLog.Table} from {role};"); // what was done stays on record
builder.AddMessaging<MembershipDb>(messaging => messaging
    .Handle<OnErasureConfirmed, IErasureConfirmationFact>("erasures")
    .Announce<Organisation, OrganisationAnnounced>(
        (organisation, at) => new(organisation.ToState(), at), whole => whole.Include(organisation => organisation.Competences))
    .Announce<Person, PersonAnnounced>((person, at) => new(person.ToState(), at))
    .Announce<Erasure, ErasureAnnounced>((erasure, at) => new(erasure.ToState(), at))
    .Announce<Body, BodyAnnounced>((body, at) => new(body.ToState(), at))
    .Announce<Offer, OfferAnnounced>((offer, at) => new(offer.ToState(), at))
    .Announce<DuesAccount, DuesAnnounced>((account, at) => new(account.ToState(), at), DuesAccounts.Whole)
    .Announce<Interaction, InteractionAnnounced>((interaction, at) => new(interaction.ToState(), at))
    .Announce<Representative, RepresentativeAnnounced>((representative, at) => new(representative.ToState(), at))
    .Announce<Publication, GroupAnnounced>((publication, at) => new(publication.ToState(), at))
    .Announce<VisitDay, VisitsAnnounced>((day, at) => new(day.ToState(), at)));
builder.AddMails();
builder.AddAccessLog();
builder.AddJobs().AddJob<ImportJob>(ImportJob.Kind)
    .AddRecurring<Reminding<RemindOfTerms>>().AddRecurring<Reminding<RemindOfExpiry>>().AddRecurring<Reminding<RemindOfDues>>()
    .AddRecurring<Reminding<RemindOfOffers>>().AddRecurring<Reminding<RemindOfLabels>>().AddRecurring<ForgetImports>().AddRecurring<PublishGroups>()
    .AddRecurring<WithdrawUnconfirmed>().AddRecurring<EndRepresentations>()
    .AddRecurring<LookForDuplicates>().AddRecurring<ForgetMerges>().AddRecurring<KeepToRetention>().AddRecurring<CountVisits>().AddRecurring<ForgetWords>();
builder.Services.AddSingleton<RemindOfTerms>();
builder.Services.AddSingleton<StepMails>();
builder.Services.AddSingleton<RepresentationMails>();
builder.Services.AddScoped<IAuthorizationHandler, OwnOrganisation>();
builder.Services.AddScoped<ApplyRows>();
builder.Services.AddOptions<PrivacyOptions>().BindConfiguration("Privacy");
builder.Services.AddScoped<OrderErasure>();
builder.Services.AddScoped<MovePerson>();
builder.Services.AddScoped<Retention>();
builder.Services.AddSingleton<RemindOfExpiry>();
builder.Services.AddSingleton<IMaintenance, LoadCpvCodes>();
builder.Services.AddSingleton<IMaintenance, FillSmeClasses>();
builder.Services.AddSingleton<ClusterCalendar>();
builder.Services.AddSingleton<DuesMails>();
builder.Services.AddSingleton<RemindOfDues>();
builder.Services.AddSingleton<RemindOfOffers>();
builder.Services.AddSingleton<RemindOfLabels>();
builder.Services.AddValidation();

var app = builder.Build();
app.Services.GetRequiredService<RequiredSettings>().Add("Identity:Issuer", "the public address, {origin}/identity: mails lead there");
app.UseServiceDefaults();
var api = app.MapServiceApi();

var organisations = api.MapGroup("/organisations").WithTags("Organisations").WithoutTeamNotes();
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
ListContacts.Map(organisations);
AddContact.Map(organisations);
ChangeContact.Map(organisations);
EndContact.Map(organisations);
MakeMainContact.Map(organisations);
DeclareCompetence.Map(organisations);
AddEvidence.Map(organisations);
VerifyCompetence.Map(organisations);
CallForDues.Map(organisations);
RecordPayment.Map(organisations);
ShowStatement.Map(organisations);
ExportOrganisations.Map(organisations);
ChangeActivity.Map(organisations);
ChangePublication.Map(organisations);
KeepLogo.Map(organisations);
ListOffers.Map(organisations);
WriteOffer.Map(organisations);
PublishOffer.Map(organisations);
ListSignatures.Map(organisations);
SignCharter.Map(organisations);
RevokeSignature.Map(organisations);
RecordInteraction.Map(organisations);
ListRepresentatives.Map(organisations);
InviteRepresentative.Map(organisations);
EndRepresentative.Map(organisations);
AskForChange.Map(organisations);
SettleChangeRequest.Map(organisations);
ListChangeRequests.Map(organisations, api.MapGroup("/change-requests").WithTags("Representation"));

var representations = api.MapGroup("/representations").WithTags("Representation");
AcceptRepresentation.Map(representations);
InviteMembers.Map(representations);

MergeOrganisations.Map(organisations);

var duplicates = api.MapGroup("/duplicates").WithTags("Duplicates");
ListDuplicates.Map(organisations, duplicates);
DecideDuplicate.Map(duplicates);

var merges = api.MapGroup("/merges").WithTags("Duplicates");
ListMerges.Map(merges);
UndoMerge.Map(merges);

var catalogue = api.MapGroup("/catalogue").WithTags("Catalogue");
SearchCatalogue.Map(catalogue);
ShowOffer.Map(catalogue);
KeepOfferPictures.Map(organisations, catalogue);

var interactions = api.MapGroup("/interactions").WithTags("Interactions");
ListInteractions.Map(organisations, interactions);
ListQuietMembers.Map(interactions);

var groups = api.MapGroup("/groups").WithTags("Groups");
ListGroups.Map(groups);
DefineGroup.Map(groups);
ListMembers.Map(groups);
PublishGroup.Map(groups);

var imports = api.MapGroup("/imports").WithTags("Imports");
StartImport.Map(imports);
ShowImport.Map(imports);
MapColumns.Map(imports);
DecideRows.Map(imports);
ApplyImport.Map(imports);
ErrorFile.Map(imports);

var dues = api.MapGroup("/dues").WithTags("Dues");
PlanDues.Map(dues);
RunDues.Map(dues);
CancelCall.Map(dues);
ReversePayment.Map(dues);
ListArrears.Map(dues);
ShowDocument.Map(dues);

var directory = api.MapGroup("/directory").WithTags("Directory");
SearchDirectory.Map(directory);
CountFacets.Map(directory);
ListAddresses.Map(directory);
CountView.Map(directory, catalogue, organisations);
ShowMember.Map(directory);

var people = api.MapGroup("/people").WithTags("People");
SearchPeople.Map(people);
ShowPerson.Map(people);
ChangePerson.Map(people);
ListConsents.Map(people);
GiveConsent.Map(people);
WithdrawConsent.Map(people);
ErasePerson.Map(people);
ListPeopleTwice.Map(people);
TellPeopleApart.Map(people);
MergePeople.Map(people);
ShowPersonData.Map(people);
ListReads.Map(api);

var erasures = api.MapGroup("/erasures").WithTags("Privacy");
ListErasures.Map(erasures);

ShowPrivacy.Map(api.MapGroup("/privacy").WithTags("Privacy"));

var bodies = api.MapGroup("/bodies").WithTags("Governance");
ListBodies.Map(bodies);
DefineBody.Map(bodies);
ChangeBody.Map(bodies);
CloseBody.Map(bodies);
GiveMandate.Map(bodies);
ChangeMandate.Map(bodies);
EndMandate.Map(bodies);
ListMeetings.Map(bodies);
HoldMeeting.Map(bodies);

var competences = api.MapGroup("/competences").WithTags("Competences");
BrowseCpv.Map(competences);
ImportCpv.Map(competences);
Tags.Map(competences);
ShowMatrix.Map(competences);

return await app.RunServiceAsync(args);

/// <summary>Public so that tests can name it.</summary>
public sealed partial class Program;
