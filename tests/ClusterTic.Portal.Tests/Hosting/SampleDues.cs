using ClusterTic.Membership;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>Invented dues, with one of each state.</summary>
static class SampleDues
{
    static readonly DateOnly First = new(2021, 1, 1);
    static readonly DateOnly Last = new(2021, 12, 31);

    public static IReadOnlyList<DuesPlanDetails> Plans { get; } =
    [
        new(Samples.Id(40), "member", "not-independent", 1_500_000, First.AddYears(1), null),
        new(Samples.Id(41), "member", null, 150_000, First, null),
        new(Samples.Id(42), "member", null, 100_000, First.AddYears(-1), First.AddDays(-1)),
    ];

    public static DuesArrears Arrears { get; } = new(
        [
            new(Samples.Id(1), Samples.Members[1].Name, First, 320, 3, 1_450_000),
            new(Samples.Id(7), Samples.Members[7].Name, First.AddDays(90), 230, 1, 150_000),
        ], "more", 4_250_000);

    public static DuesRun Run(RunDuesRequest request, bool isDry) => new(
        request.From ?? default, request.To ?? default, request.DueOn ?? default, isDry, 1_650_000, 3,
        [
            new(Samples.Id(1), Samples.Members[1].Name, "member", "small", 150_000, isDry ? null : "AC-2026-000001"),
            new(Samples.Id(7), Samples.Members[7].Name, "member", "not-independent", 1_500_000, isDry ? null : "AC-2026-000002"),
        ],
        [new(Samples.Id(0), Samples.Members[0].Name, "founding-partner", "unknown", "no-plan"), new(Samples.Id(5), Samples.Members[5].Name, "member", "micro", "suspended")]);

    public static DuesStatement Statement(Guid organisation) => new(
        organisation, Samples.Members[2].Name, 9, 1_650_000, 250_000, 1_400_000, 0,
        [
            new(Samples.Id(52), "AC-2099-000004", First.AddYears(78), Last.AddYears(78), First.AddYears(78), First.AddYears(78).AddDays(89), 1_250_000, 0, "open", "Convenu avec le bureau pour la première année", [], null, null, "Yao Inventé"),
            new(Samples.Id(51), "AC-2022-000003", First.AddYears(1), Last.AddYears(1), First.AddYears(1), First.AddYears(1).AddDays(89), 250_000, 100_000, "open", null, [First.AddYears(1).AddDays(96), First.AddYears(1).AddDays(126)], null, null, "Yao Inventé"),
            new(Samples.Id(50), "AC-2021-000002", First, Last, First, First.AddDays(89), 150_000, 150_000, "paid", null, [], null, null, "Yao Inventé"),
            new(Samples.Id(49), "AC-2021-000001", First, Last, First, First.AddDays(89), 15_000, 0, "cancelled", null, [], "error", "Un zéro manquait", "Yao Inventé"),
        ],
        [
            new(Samples.Id(62), null, First.AddDays(60), -150_000, "cheque", "CHQ 0012345", Samples.Id(60), false, "bounced", "Provision insuffisante", [new(Samples.Id(50), "AC-2021-000002", -150_000)], "Yao Inventé"),
            new(Samples.Id(61), "RC-2021-000002", First.AddDays(59), 250_000, "mobile-money", "OM.210301.1234.A56789", null, false, null, null,
                [new(Samples.Id(50), "AC-2021-000002", 150_000), new(Samples.Id(51), "AC-2022-000003", 100_000)], "Yao Inventé"),
            new(Samples.Id(60), "RC-2021-000001", First.AddDays(40), 150_000, "cheque", "CHQ 0012345", null, true, null, null, [new(Samples.Id(50), "AC-2021-000002", 150_000)], "Yao Inventé"),
        ]);
}
