using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ClusterTic.Portal.Components;

/// <summary>SVG's own text element, whose name Razor keeps for itself.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired] public string X { get; set; } = "0";
    [Parameter, EditorRequired] public int Y { get; set; }
    [Parameter, EditorRequired] public string Text { get; set; } = "";
    [Parameter] public string? Class { get; set; }
    [Parameter] public bool AtEnd { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "class", Class);
        if (AtEnd) builder.AddAttribute(4, "text-anchor", "end");
        builder.AddContent(5, Text);
        builder.CloseElement();
    }
}
