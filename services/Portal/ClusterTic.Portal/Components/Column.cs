using Microsoft.AspNetCore.Components;

namespace ClusterTic.Portal.Components;

/// <summary>A column of a table.</summary>
/// <param name="Cell">What a row shows in it.</param>
/// <param name="IsNumber">Aligned to the right, in tabular figures.</param>
/// <param name="Sort">The value of <c>?sort=</c> that sorts by it; null where it cannot be sorted.</param>
/// <param name="Total">What the total line shows in it.</param>
public sealed record Column<TRow>(
    string Title, RenderFragment<TRow> Cell, bool IsNumber = false, string? Sort = null, string? Total = null, string? Note = null);
