namespace ClusterTic.Opportunities.Tests.Ocds;

/// <summary>A large file that exists nowhere: a head, one part many times, a tail.</summary>
sealed class RepeatingStream(byte[] head, byte[] part, int times, byte[] tail) : ReadOnlyStream
{
    byte[] current = head;
    int at, done;
    bool ended;

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (at == current.Length && !ended)
        {
            at = 0;
            if (done < times)
            {
                current = part;
                done++;
            }
            else
            {
                current = tail;
                ended = true;
            }
        }
        var length = Math.Min(count, current.Length - at);
        Array.Copy(current, at, buffer, offset, length);
        at += length;
        return length;
    }
}

/// <summary>Gives one byte at a time, as a slow network may.</summary>
sealed class TricklingStream(byte[] content) : ReadOnlyStream
{
    int at;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (at == content.Length || count == 0) return 0;
        buffer[offset] = content[at++];
        return 1;
    }
}

abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
