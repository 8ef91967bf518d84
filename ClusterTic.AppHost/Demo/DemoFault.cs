using System.Net;

namespace ClusterTic.AppHost.Demo;

/// <summary>The demo could not be loaded; the message says where, what, and what to do.</summary>
sealed class DemoFault : Exception
{
    public DemoFault(string where, string what, string remedy, Exception? cause = null)
        : base($"{where}: {what} {remedy}", cause) => (Where, What, Remedy) = (where, what, remedy);

    /// <summary>File and line, or the step.</summary>
    public string Where { get; }

    public string What { get; }

    public string Remedy { get; }

    /// <summary>What a service answered; null where none did.</summary>
    public HttpStatusCode? Status { get; init; }

    public static DemoFault InFile(string file, int line, string what, Exception? cause = null) =>
        new($"{file}, line {line}", what, "Put it right, or take the file from the repository again.", cause);
}
