namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>Every page of the Portal, with the roles that open it.</summary>
static class PortalPages
{
    public static readonly (string Path, string? Roles)[] All =
    [
        ("", null),
        ("/directory", null),
        ("/directory?q=personne", null),
        ($"/directory/{Samples.Id(1)}", null),
        ("/join", null),
        ($"/join/confirm?application={Samples.Id(4)}", null),
        ($"/join/confirm?application={Samples.Id(4)}&sent=true", null),
        ("/join/done", null),
        ("/events", null),
        ($"/events/{Samples.Id(101)}", null),
        ($"/events/{Samples.Id(102)}", null),
        ($"/events/{Samples.Id(101)}/registrations", "manager"),
        ("/opportunities", null),
        ("/opportunities?q=rien", null),
        ($"/opportunities/{Samples.Id(600)}", null),
        ("/opportunities/quarantine", "manager"),
        ("/organisations", "manager"),
        ($"/organisations/{Samples.Id(0)}", "manager"),
        ($"/organisations/{Samples.Id(1)}", "manager"),
        ($"/organisations/{Samples.Id(2)}?done=approve", "manager"),
        ($"/organisations/{Samples.Id(5)}?done=suspend", "manager"),
        ($"/organisations/{Samples.Id(6)}?done=withdraw", "manager"),
        ($"/organisations/{Samples.Id(2)}?done=registration", "manager"),
        ($"/organisations/{Samples.Id(1)}/history", "manager"),
        ($"/organisations/{Samples.Id(1)}/notes", "manager"),
        ("/dues?from=2026-01-01&to=2026-12-31&dueOn=2026-03-31", "manager"),
        ($"/organisations/{Samples.Id(2)}/dues?done=payment", "manager"),
        ("/reports", "analyst"),
        ("/reports/cluster-overview", "analyst"),
        ("/reports/organisation-activity?sort=-matched", "analyst"),
        ("/reports/organisation-activity?from=hier", "analyst"),
        ($"/reports/organisation-activity/lineage?row=org:{Samples.Id(1)}", "analyst"),
        ("/reports/cluster-overview/lineage?row=women", "analyst"),
        ("/operations", "operator"),
        ("/operations/membership", "operator"),
        ("/operations/events", "operator"),
        ("/nowhere", null),
        ("/operations", "manager"),
        ("/_design", null),
        .. Design.DesignPages.Components.Select(component => ("/_design/" + component, (string?)null)),
    ];
}
