namespace ClusterTic.Portal.Components;

/// <summary>A choice: what is sent, and what is read.</summary>
/// <param name="Group">Heading above a run of choices.</param>
public sealed record Option(string Value, string Text, string? Group = null);
