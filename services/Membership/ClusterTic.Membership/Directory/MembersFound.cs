using System.Globalization;
using ClusterTic.Membership.Search;
using Npgsql;

namespace ClusterTic.Membership.Directory;

/// <summary>
/// What the page and the facets have in common: the members that have the words, named <c>found</c>, and the conditions
/// of what else is chosen. They are looked for by the index of their words before anything is sorted or counted: left to
/// itself the planner takes every word for a common one and reads all members. So the expression is computed first, and
/// the words are selected, which hides them from it.
/// </summary>
sealed class MembersFound
{
    const string Competence = "competence";

    readonly NpgsqlCommand command;
    readonly List<(string Facet, string Sql)> conditions = [];

    public MembersFound(NpgsqlCommand command, DirectoryFilter filter, AskedWords asked)
    {
        this.command = command;
        var words = string.Concat(asked.Meanings.Select(meaning => $" and words && (select {Parameter(meaning)})"));
        Sql = $"""
            with found as {(words.Length > 0 ? "materialized" : "not materialized")} (
              select id, sort_name, region, type, category,
                case when 'size' = any(hidden) then null else sme_class end as size, not 'competences' = any(hidden) as tells
              from organisations where status = 'member'{words})

            """;
        Choose("region", filter.Region);
        Choose("type", filter.Type);
        Choose("category", filter.Category);
        Choose("size", filter.Size);
        foreach (var prefix in filter.Prefixes())
            conditions.Add((Competence, $"tells and id in (select organisation_id from competences where code like {Parameter(prefix)})"));
    }

    /// <summary>To go before a statement that reads from <c>found</c>.</summary>
    public string Sql { get; }

    /// <summary>The condition of all that is chosen.</summary>
    /// <param name="but">A facet that is left out, to count what else it offers.</param>
    public string Chosen(string? but = null) =>
        string.Join(" and ", conditions.Where(one => one.Facet != but).Select(one => one.Sql).Prepend("true"));

    /// <summary>What the parameter is called in the statement.</summary>
    public string Parameter<T>(T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
    }

    void Choose(string facet, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) conditions.Add((facet, $"{facet} = {Parameter(value)}"));
    }
}
