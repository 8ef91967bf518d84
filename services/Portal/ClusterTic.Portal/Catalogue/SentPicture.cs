using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;

namespace ClusterTic.Portal.Catalogue;

/// <summary>The picture in a form.</summary>
static class SentPicture
{
    /// <summary>As much as the service takes.</summary>
    const long MostBytes = 2 * 1024 * 1024;

    /// <returns>Why there is none that could be sent on; null where there is.</returns>
    public static Refusal? Of(IFormCollection form, Texts texts, out IFormFile? file)
    {
        file = form.Files.GetFile("file");
        var fault = file is not { Length: > 0 } ? texts["catalogue.file-missing"] : file.Length > MostBytes ? texts["catalogue.file-too-large"] : null;
        return fault is null
            ? null : Refusal.Here(texts["common.form-has-errors"], new(StringComparer.OrdinalIgnoreCase) { ["file"] = [fault] });
    }
}
