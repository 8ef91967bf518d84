using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Registration;

/// <summary>Which years can be given, and which figures of one.</summary>
static class YearReading
{
    const int FirstYear = 1850;

    public static bool Check(Faults faults, string field, int year, TimeProvider clock)
    {
        var last = clock.GetUtcNow().Year;
        return faults.Check(year >= FirstYear && year <= last, field, Rules.YearOutOfRange, ("first", FirstYear), ("last", last));
    }

    public static void Check(Faults faults, YearFiguresRequest figures)
    {
        faults.Check(figures.Women is null || figures.Women <= figures.Staff, "women", Rules.MoreThanStaff);
        faults.Check(figures.Youth is null || figures.Youth <= figures.Staff, "youth", Rules.MoreThanStaff);
    }
}
