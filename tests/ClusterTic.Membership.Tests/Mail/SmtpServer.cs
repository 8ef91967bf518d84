using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClusterTic.Membership.Tests.Mail;

/// <summary>A mail server of the test's own: takes mails, refuses them, or keeps its answer back.</summary>
sealed class SmtpServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Task accepting;

    public SmtpServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whole messages that arrived, in order, whether they were answered or not.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>What it says to a recipient, from the first on; 250 once these are used up.</summary>
    public Queue<string> ToRecipients { get; } = new();

    /// <summary>The answer to a whole message waits for this; a fault of it cuts the connection instead.</summary>
    public Task Answer { get; set; } = Task.CompletedTask;

    public int Recipients { get; private set; }

    public (string, string)[] Settings =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Mail:Security", "None"),
        ("Mail:From", "equipe@exemple.example"), ("Mail:Poll", "00:00:00.1"), ("Mail:RetryPause", "00:00:00.1"),
    ];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    public IReadOnlyList<string> Received()
    {
        lock (Messages) return [.. Messages];
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) await TalkAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException && stop.IsCancellationRequested)
        {
            return;
        }
    }

    async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            try
            {
                await writer.WriteLineAsync("220 test");
                while (await reader.ReadLineAsync(stop.Token) is { } line)
                {
                    var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                    if (verb == "DATA" && !await TakeAsync(reader, writer)) return;
                    if (verb == "RCPT") Recipients++;
                    await writer.WriteLineAsync(verb switch
                    {
                        "RCPT" when ToRecipients.TryDequeue(out var refusal) => refusal,
                        "QUIT" => "221 bye",
                        _ => "250 ok",
                    });
                }
            }
            catch (IOException)
            {
                return; // the sender hung up
            }
        }
    }

    async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".") message.Append(line).Append('\n');
        lock (Messages) Messages.Add(message.ToString());
        var answer = Answer;
        await answer.ContinueWith(_ => { }, stop.Token, TaskContinuationOptions.None, TaskScheduler.Default);
        return answer.IsCompletedSuccessfully;
    }
}
