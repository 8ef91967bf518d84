using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClusterTic.Messaging.History;

/// <param name="Before">JSON.</param>
/// <param name="After">JSON.</param>
sealed record ChangedField(Aggregate Aggregate, IFact Fact, string Field, string? Before, string? After, Guid? Subject);

/// <summary>What the change tracker knows to be different, field by field.</summary>
static class ChangedFields
{
    public static List<ChangedField> Of(ServiceDb db, IReadOnlyDictionary<Aggregate, IFact> changed)
    {
        var fields = new List<ChangedField>();
        var entries = db.ChangeTracker.Entries().ToList();
        var roots = entries.Where(entry => entry.Entity is Aggregate && entry.Metadata.FindAnnotation(HistoryModel.Kept) is not null)
            .ToDictionary(entry => ((Aggregate)entry.Entity).Id);
        foreach (var entry in entries)
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            var (root, path) = Place(entry, entries, roots);
            if (root is null || !changed.TryGetValue((Aggregate)root.Entity, out var fact)) continue;
            var before = fields.Count;
            var told = ToldField.Of(entry.Metadata);
            foreach (var field in told) Add(fields, (Aggregate)root.Entity, fact, path, entry, field);
            // A part that is nothing but its key: that it came or went is all there is to tell.
            if (fields.Count == before && !entry.Equals(root) && entry.State is not EntityState.Modified && told.Length == 0)
                fields.Add(new((Aggregate)root.Entity, fact, path.TrimEnd('.'),
                    entry.State is EntityState.Deleted ? "true" : null, entry.State is EntityState.Added ? "true" : null, null));
        }

        return fields;
    }

    /// <summary>One row's own fields, whatever it is.</summary>
    public static IEnumerable<(string Field, string? Before, string? After, Guid? Subject)> OfRow(EntityEntry entry) =>
        from field in ToldField.Of(entry.Metadata)
        let property = entry.Property(field.Property)
        let before = Json(field, property.OriginalValue)
        let after = Json(field, property.CurrentValue)
        where before != after
        select (field.Name, before, after, field.PersonalOf is { } person ? (Guid?)entry.Property(person).OriginalValue : null);

    /// <summary>The aggregate that a part belongs to, and what its fields' names begin with.</summary>
    static (EntityEntry? Root, string Path) Place(EntityEntry entry, List<EntityEntry> entries, Dictionary<Guid, EntityEntry> roots)
    {
        var path = "";
        while (entry.Metadata.FindOwnership() is { } ownership)
        {
            path = Name(ownership.PrincipalToDependent!.Name) + (ownership.IsUnique ? "" : $"[{PartKey(entry, ownership)}]") + "." + path;
            var owner = ownership.Properties.Select(property => Value(entry.Property(property), entry.State)).ToArray();
            if (owner is [Guid id] && roots.TryGetValue(id, out var root)) return (root, path);
            var next = entries.Find(one => one.Metadata == ownership.PrincipalEntityType
                && ownership.PrincipalKey.Properties.Select(key => Value(one.Property(key), one.State)).SequenceEqual(owner));
            if (next is null) return (null, path);
            entry = next;
        }

        return (entry.Entity is Aggregate aggregate ? roots.GetValueOrDefault(aggregate.Id) : null, path);
    }

    static string PartKey(EntityEntry entry, IForeignKey ownership) => string.Join(',', entry.Metadata.FindPrimaryKey()!.Properties
        .Where(property => !ownership.Properties.Contains(property))
        .Select(property => entry.Property(property))
        .Select(property => property.IsTemporary ? "" : Json(property.Metadata, Value(property, entry.State))?.Trim('"')));

    static object? Value(PropertyEntry property, EntityState state) => state is EntityState.Deleted ? property.OriginalValue : property.CurrentValue;

    static void Add(List<ChangedField> fields, Aggregate aggregate, IFact fact, string path, EntityEntry entry, ToldField field)
    {
        var property = field.Getter is not null && entry.State is EntityState.Added ? null : entry.Property(field.Property);
        var before = entry.State is EntityState.Added ? null : Json(field, property!.OriginalValue);
        var after = entry.State is EntityState.Deleted ? null : Json(field, property is null ? field.Getter!.GetClrValue(entry.Entity) : property.CurrentValue);
        if (entry.State is EntityState.Added && after is "false") return; // a flag that nobody has set is nothing to tell
        var name = path + field.Name;
        if (field.PersonalOf is { } person)
        {
            var about = entry.Property(person);
            var was = entry.State is EntityState.Added ? null : (Guid?)about.OriginalValue;
            var now = entry.State is EntityState.Deleted ? null : (Guid?)about.CurrentValue;
            if (was is not null && now is not null && was != now)
            {
                // One person's value gives way to another's: each must be erasable without the other.
                if (before is not null) fields.Add(new(aggregate, fact, name, before, null, was));
                if (after is not null) fields.Add(new(aggregate, fact, name, null, after, now));
            }
            else if (before != after)
            {
                fields.Add(new(aggregate, fact, name, before, after, now ?? was));
            }

            return;
        }

        if (before == after) return;
        if (field.IsJson && Members(before, after) is { } members)
            fields.AddRange(members.Select(member => new ChangedField(aggregate, fact, $"{name}.{member.Name}", member.Before, member.After, null)));
        else
            fields.Add(new(aggregate, fact, name, before, after, null));
    }

    /// <summary>The members of an object that differ, such as one language of a text; null where it is not an object.</summary>
    static IEnumerable<(string Name, string? Before, string? After)>? Members(string? before, string? after)
    {
        var (was, now) = (Parse(before), Parse(after));
        if (was is not (null or JsonObject) || now is not (null or JsonObject)) return null;
        var (old, young) = (was as JsonObject ?? [], now as JsonObject ?? []);
        return old.Select(member => member.Key).Union(young.Select(member => member.Key))
            .Select(name => (name, old[name]?.ToJsonString(JsonSerializerOptions.Web), young[name]?.ToJsonString(JsonSerializerOptions.Web)))
            .Where(member => member.Item2 != member.Item3);
    }

    static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    static string? Json(ToldField field, object? value) => Json(value, field.Convert, field.IsJson);

    static string? Json(IProperty property, object? value) => Json(value, property.GetTypeMapping().Converter?.ConvertToProvider, ToldField.IsJsonb(property));

    /// <summary>As the column holds it: a status by its code, a text in languages as its object.</summary>
    static string? Json(object? value, Func<object?, object?>? convert, bool isJson)
    {
        if (value is null) return null;
        var kept = convert is null ? value : convert(value);
        var json = kept is string text && isJson ? text : JsonSerializer.Serialize(kept, JsonSerializerOptions.Web);
        return json is "[]" or "{}" ? null : json; // an empty list is nothing, as much as no list
    }

    static string Name(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
