using System.Text.Json;
using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ClusterTic.Membership.Duplicates;

/// <summary>
/// The fields of which one of the two values goes on, each with the properties that belong together. By the model's
/// metadata, so that comparing, taking and giving back are one thing for all of them.
/// </summary>
static class MergeFields
{
    public const string Contact = "contact", Logo = "logo";

    public static readonly (string Code, string[] Properties)[] All =
    [
        ("name", [nameof(Organisation.Name)]), ("tradeName", [nameof(Organisation.TradeName)]), ("type", [nameof(Organisation.Type)]),
        ("place", [nameof(Organisation.Country), nameof(Organisation.Region), nameof(Organisation.Town)]),
        ("membership", [nameof(Organisation.Category), nameof(Organisation.MemberSince)]),
        ("idu", [nameof(Organisation.Idu)]), ("rccm", [nameof(Organisation.Rccm)]), ("ncc", [nameof(Organisation.Ncc)]), ("cnps", [nameof(Organisation.Cnps)]),
        ("foundedIn", [nameof(Organisation.FoundedIn)]), ("heldByLargeFirm", [nameof(Organisation.HeldByLargeFirm)]),
        ("sector", [nameof(Organisation.Sector)]), ("languages", [nameof(Organisation.Languages)]),
        ("turnoverBand", [nameof(Organisation.TurnoverBand)]), ("exportShare", [nameof(Organisation.ExportShare)]),
        ("startupLabel", [nameof(Organisation.StartupLabel), nameof(Organisation.StartupLabelUntil)]),
        ("website", [nameof(Organisation.Website)]), ("description", [nameof(Organisation.Description)]),
        (Logo, [nameof(Organisation.LogoId)]), ("publicEmail", [nameof(Organisation.PublicEmail)]), ("publicPhone", [nameof(Organisation.PublicPhone)]),
        (Contact, [nameof(Organisation.ContactId), nameof(Organisation.ContactPhone)]),
    ];

    /// <summary>Where the two differ: both values, and which is worth keeping where nobody says otherwise.</summary>
    public static List<MergeField> Compare(this MembershipDb db, Organisation kept, Organisation other)
    {
        var (mine, theirs) = (db.Entry(kept), db.Entry(other));
        return
        [
            .. from field in All
               let keeps = field.Properties.Select(property => Json(mine, property)).ToList()
               let offers = field.Properties.Select(property => Json(theirs, property)).ToList()
               where !keeps.Zip(offers).All(pair => JsonElement.DeepEquals(pair.First, pair.Second))
               let empty = offers.TrueForAll(IsEmpty)
               select new MergeField(field.Code, Shown(kept, field.Code, keeps), Shown(other, field.Code, offers),
                   !empty && (keeps.TrueForAll(IsEmpty) || (field.Code is "membership" && IsLongerMember(other, kept)))),
        ];
    }

    /// <summary>Puts the other one's values into these fields.</summary>
    public static async Task<List<TakenField>> TakeAsync(
        this MembershipDb db, Organisation kept, Organisation other, IReadOnlyCollection<string> codes, CancellationToken cancel)
    {
        var (mine, theirs) = (db.Entry(kept), db.Entry(other));
        var taken = new List<TakenField>();
        foreach (var (code, properties) in All.Where(field => codes.Contains(field.Code)))
            foreach (var property in properties)
            {
                var (was, value) = (Json(mine, property), Json(theirs, property));
                if (code is Logo && other.LogoId is { } logo) value = JsonSerializer.SerializeToElement(await db.CopyFileAsync(logo, cancel), JsonSerializerOptions.Web);
                if (JsonElement.DeepEquals(was, value)) continue;
                Put(mine, property, value);
                taken.Add(new(property, was, value));
            }
        return taken;
    }

    /// <summary>Puts back what was there before, where nobody has changed it since.</summary>
    public static async Task GiveBackAsync(this MembershipDb db, Organisation kept, IEnumerable<TakenField> taken, CancellationToken cancel)
    {
        var mine = db.Entry(kept);
        foreach (var field in taken.Where(field => JsonElement.DeepEquals(Json(mine, field.Property), field.Became)))
        {
            Put(mine, field.Property, field.Was);
            if (field.Property is nameof(Organisation.LogoId) && field.Became.ValueKind is not JsonValueKind.Null)
                await db.Files.Where(one => one.Id == field.Became.GetGuid()).ExecuteDeleteAsync(cancel);
        }
    }

    // A logo is erased with its replacement: the one that goes on needs one of its own, so that the other finds its own again.
    static async Task<Guid> CopyFileAsync(this MembershipDb db, Guid id, CancellationToken cancel)
    {
        var file = await db.Files.AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        var copy = StoredFile.Of(file.Name, file.ContentType, file.Content, file.By, file.At);
        db.Files.Add(copy);
        return copy.Id;
    }

    static bool IsLongerMember(Organisation one, Organisation other) => one.MemberSince is { } since && !(other.MemberSince <= since);

    static JsonElement Json(EntityEntry entry, string property)
    {
        var value = entry.Property(property);
        return JsonSerializer.SerializeToElement(value.CurrentValue, value.Metadata.ClrType, JsonSerializerOptions.Web);
    }

    static void Put(EntityEntry entry, string property, JsonElement value)
    {
        var target = entry.Property(property);
        target.CurrentValue = value.Deserialize(target.Metadata.ClrType, JsonSerializerOptions.Web);
    }

    static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.False => true,
        JsonValueKind.String => value.GetString() is "",
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    /// <summary>For the eyes: a contact by its name, a pair of values as both.</summary>
    static List<JsonElement> Shown(Organisation organisation, string code, List<JsonElement> values) => code is Contact && organisation.Contact is { } person
        ? [JsonSerializer.SerializeToElement(person.Name), JsonSerializer.SerializeToElement(person.Email), values[1]]
        : values;
}
