using ClusterTic.Membership;
using ClusterTic.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Organisations;

/// <summary>Keeps Events' own copy of the organisations that it invites and registers people for.</summary>
sealed class OnOrganisation(EventsDb db) : IHandle<IOrganisationFact>
{
    /// <remarks>One statement, so that two replicas with two versions of one organisation cannot cross.</remarks>
    public Task Handle(IOrganisationFact fact, CancellationToken cancel)
    {
        var organisation = fact.Organisation;
        return db.Database.ExecuteSqlAsync(
            $"""
             insert into organisations (id, version, name, type, country, region, status, category, merged_into)
             values ({organisation.Id}, {organisation.Version}, {organisation.Name}, {organisation.Type}, {organisation.Country},
                     {organisation.Region}, {organisation.Status}, {organisation.Category}, {organisation.MergedInto})
             on conflict (id) do update
             set version = excluded.version, name = excluded.name, type = excluded.type, country = excluded.country,
                 region = excluded.region, status = excluded.status, category = excluded.category, merged_into = excluded.merged_into
             where organisations.version <= excluded.version
             """, cancel);
    }
}
