namespace ClusterTic.AppHost.Demo;

/// <summary>OCDS files on disk: a file as it is, a folder with every .json and .jsonl below it.</summary>
static class NoticeFiles
{
    static readonly string[] Extensions = [".json", ".jsonl"];

    public static IReadOnlyList<string> In(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new DemoFault(path, "there is no such file or folder.", "Name a JSON file, or a folder that holds some.");

        string[] found =
        [
            .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        return found is [] ? throw new DemoFault(path, "there is no .json file in it.", "Name a JSON file, or a folder that holds some.") : found;
    }
}
