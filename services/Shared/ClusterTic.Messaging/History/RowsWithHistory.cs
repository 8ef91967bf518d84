using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClusterTic.Messaging.History;

/// <summary>Which rows keep a history without facts, and under which name: looked up once for each model.</summary>
static class RowsWithHistory
{
    static readonly ConditionalWeakTable<IModel, FrozenDictionary<IEntityType, string>> Known = [];

    public static FrozenDictionary<IEntityType, string> Of(IModel model) => Known.GetValue(model, static one => one.GetEntityTypes()
        .Where(kind => kind.FindAnnotation(HistoryModel.KeptWithoutFacts) is not null)
        .ToFrozenDictionary(kind => kind, kind => (string)kind.FindAnnotation(HistoryModel.KeptWithoutFacts)!.Value!));
}
