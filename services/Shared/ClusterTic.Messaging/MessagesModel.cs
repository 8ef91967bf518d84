using ClusterTic.Messaging.Inbox;
using ClusterTic.Messaging.Outbox;
using ClusterTic.Messaging.Parked;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging;

public static class MessagesModel
{
    /// <summary>
    /// The tables <c>outbox</c>, <c>inbox</c> and <c>parked</c>. <see cref="ServiceDb"/> has them by itself; a context that
    /// cannot derive from it, but makes the migrations of their database, calls this from OnModelCreating.
    /// </summary>
    public static void AddMessages(this ModelBuilder model)
    {
        OutboxMessage.Map(model);
        InboxMessage.Map(model);
        ParkedMessage.Map(model);
    }
}
