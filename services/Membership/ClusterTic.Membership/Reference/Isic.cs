namespace ClusterTic.Membership.Reference;

/// <summary>Divisions of the International Standard Industrial Classification, revision 4.</summary>
static class Isic
{
    static readonly HashSet<string> Divisions = [.. ReferenceTable.Read("isic.csv", ';').Select(row => row[0])];

    public static bool Holds(string division) => Divisions.Contains(division);
}
