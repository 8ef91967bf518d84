using Microsoft.AspNetCore.Components;

namespace ClusterTic.Portal.Layout;

/// <summary>What every component of the Portal has at hand: the words, and who reads.</summary>
public abstract class View : ComponentBase
{
    [Inject] public Texts T { get; set; } = null!;

    [Inject] public Reader Reader { get; set; } = null!;
}
