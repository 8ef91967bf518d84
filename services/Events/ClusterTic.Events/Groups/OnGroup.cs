using System.Text.Json;
using ClusterTic.Membership;
using ClusterTic.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Groups;

/// <summary>Keeps Events' own copy of the groups that it can invite.</summary>
sealed class OnGroup(EventsDb db) : IHandle<IGroupFact>
{
    /// <remarks>One statement, so that two replicas with two versions of one group cannot cross.</remarks>
    public Task Handle(IGroupFact fact, CancellationToken cancel)
    {
        var group = fact.Group;
        var name = JsonSerializer.Serialize(group.Name, JsonSerializerOptions.Web);
        return db.Database.ExecuteSqlAsync(
            $"""
             insert into member_groups (id, version, code, name, organisation_ids, taken_at, closed_at)
             values ({group.Id}, {group.Version}, {group.Code}, {name}::jsonb, {group.OrganisationIds.ToArray()}, {group.TakenAt}, {group.ClosedAt})
             on conflict (id) do update
             set version = excluded.version, code = excluded.code, name = excluded.name, organisation_ids = excluded.organisation_ids,
                 taken_at = excluded.taken_at, closed_at = excluded.closed_at
             where member_groups.version <= excluded.version
             """, cancel);
    }
}
