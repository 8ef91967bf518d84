using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Commitment;

static class CharterWords
{
    /// <summary>A version of the charter, by its title where the installation has one.</summary>
    public static string Title(Texts texts, Reader reader, string version) => reader.Cluster.Charters.Find(one => one.Version == version) is { } known
        ? texts["commitment.charter-version", new LocalText(known.Fr, known.En).In(Reader.Language), version]
        : texts["commitment.charter-version", texts["commitment.charter"], version];
}
