using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace ClusterTic.Messaging;

/// <summary>Every aggregate's id is its own and its version is the concurrency token, without a service saying so.</summary>
sealed class AggregateConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            if (!typeof(Aggregate).IsAssignableFrom(entity.ClrType)) continue;
            entity.FindProperty(nameof(Aggregate.Version))?.SetIsConcurrencyToken(true);
            entity.FindProperty(nameof(Aggregate.Id))?.SetValueGenerated(ValueGenerated.Never);
        }
    }
}
