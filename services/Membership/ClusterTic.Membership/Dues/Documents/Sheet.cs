using SkiaSharp;

namespace ClusterTic.Membership.Dues.Documents;

/// <summary>What one page says, in words already.</summary>
/// <param name="Issuer">Who issues it.</param>
/// <param name="To">Lines of the address.</param>
/// <param name="State">How things stand, in few words.</param>
sealed record Sheet(
    string Issuer, string Title, string Number, string Day, IReadOnlyList<string> To, IReadOnlyList<SheetLine> Lines, string State, string Foot);

/// <param name="IsMain">Set larger: the amount.</param>
sealed record SheetLine(string Label, string Value, bool IsMain = false);

/// <summary>Draws a sheet as a PDF on A4. The fonts come with the service: a server need not have any.</summary>
static class SheetPdf
{
    // Points of 1/72 inch.
    const float Width = 595, Height = 842, Margin = 56, LabelWidth = 170;

    static readonly SKTypeface Regular = Font("DejaVuSans.ttf");
    static readonly SKTypeface Bold = Font("DejaVuSans-Bold.ttf");
    static readonly SKColor Green = new(0x0b, 0x63, 0x40), Ink = new(0x15, 0x21, 0x1a), Soft = new(0x51, 0x60, 0x59);

    public static byte[] Draw(Sheet sheet, DateTimeOffset now)
    {
        using var file = new MemoryStream();
        var about = SKDocumentPdfMetadata.Default;
        (about.Title, about.Author, about.Creation) = ($"{sheet.Title} {sheet.Number}", sheet.Issuer, now.UtcDateTime);
        using (var document = SKDocument.CreatePdf(file, about))
        {
            using var canvas = document.BeginPage(Width, Height);
            Draw(canvas, sheet);
            document.EndPage();
            document.Close();
        }

        return file.ToArray();
    }

    static void Draw(SKCanvas canvas, Sheet sheet)
    {
        var y = Margin;
        y = Write(canvas, sheet.Issuer, Margin, y, Width - (2 * Margin), Bold, 13, Green);
        Rule(canvas, y += 8);
        y = Write(canvas, sheet.Title, Margin, y + 32, Width - (2 * Margin), Bold, 22, Ink);
        y = Write(canvas, $"{sheet.Number} · {sheet.Day}", Margin, y + 6, Width - (2 * Margin), Regular, 11, Soft);
        y += 24;
        foreach (var line in sheet.To) y = Write(canvas, line, Margin, y, Width - (2 * Margin), line == sheet.To[0] ? Bold : Regular, 12, Ink) + 2;
        Rule(canvas, y += 16);
        y += 14;
        foreach (var line in sheet.Lines)
        {
            var labelEnds = Write(canvas, line.Label, Margin, y + (line.IsMain ? 3 : 0), LabelWidth - 10, Regular, 11, Soft);
            var valueEnds = Write(
                canvas, line.Value, Margin + LabelWidth, y, Width - (2 * Margin) - LabelWidth, line.IsMain ? Bold : Regular, line.IsMain ? 15 : 11, Ink);
            y = Math.Max(labelEnds, valueEnds) + 8;
        }

        Rule(canvas, y += 6);
        Write(canvas, sheet.State, Margin, y + 14, Width - (2 * Margin), Bold, 13, Green);
        Write(canvas, sheet.Foot, Margin, Height - Margin - 12, Width - (2 * Margin), Regular, 9, Soft);
    }

    /// <returns>Where the next line can begin.</returns>
    static float Write(SKCanvas canvas, string text, float x, float y, float width, SKTypeface face, float size, SKColor colour)
    {
        using var font = new SKFont(face, size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        foreach (var line in Broken(text, width, font))
        {
            y += size * 1.3f;
            canvas.DrawText(line, x, y, SKTextAlign.Left, font, paint);
        }

        return y;
    }

    /// <summary>Lines that fit, broken at spaces that may break; a word that is too long for a line is cut.</summary>
    static IEnumerable<string> Broken(string text, float width, SKFont font)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (font.MeasureText(longer) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0) yield return line;
            line = word;
            while (line.Length > 1 && font.MeasureText(line) > width)
            {
                var fits = Math.Max(1, font.BreakText(line, width));
                yield return line[..fits];
                line = line[fits..];
            }
        }

        yield return line;
    }

    static void Rule(SKCanvas canvas, float y)
    {
        using var paint = new SKPaint { Color = Green, StrokeWidth = 0.75f };
        canvas.DrawLine(Margin, y, Width - Margin, y, paint);
    }

    static SKTypeface Font(string name)
    {
        using var file = typeof(SheetPdf).Assembly.GetManifestResourceStream(typeof(SheetPdf), name)!;
        using var data = SKData.Create(file);
        return SKTypeface.FromData(data) ?? throw new InvalidDataException($"{name} is no font.");
    }
}
