using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClusterTic.Messaging.History;

/// <summary>A property whose changes history tells of, with what the model says of it, looked up once.</summary>
/// <param name="Getter">Null where only the change tracker knows the value.</param>
/// <param name="PersonalOf">The property with the id of the person whom the value is about.</param>
sealed record ToldField(IProperty Property, string Name, bool IsJson, string? PersonalOf, Func<object?, object?>? Convert, IClrPropertyGetter? Getter)
{
    static readonly ConditionalWeakTable<IEntityType, ToldField[]> Known = [];

    public static ToldField[] Of(IEntityType kind) => Known.GetValue(kind, static one => [.. one.GetProperties().Where(IsTold).Select(property => new ToldField(
        property, JsonNamingPolicy.CamelCase.ConvertName(property.Name), IsJsonb(property), property.FindAnnotation(HistoryModel.PersonalOf)?.Value as string,
        property.GetTypeMapping().Converter?.ConvertToProvider, property.IsIndexerProperty() ? null : property.GetGetter()))]);

    public static bool IsJsonb(IProperty property) => property.GetColumnType() is "jsonb";

    /// <summary>Not what the database computes, the version, or what is in the part's name already.</summary>
    static bool IsTold(IProperty property) =>
        property is { IsConcurrencyToken: false, ValueGenerated: ValueGenerated.Never or ValueGenerated.OnAdd }
        && !property.IsShadowProperty() && !property.IsPrimaryKey();
}
