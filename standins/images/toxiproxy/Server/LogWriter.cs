using System.Collections.Concurrent;

namespace Standins.Toxiproxy.Server;

/// <summary>Writes lines to standard output on a thread of its own, so that a pipe nobody empties never holds up a connection.</summary>
internal sealed class LogWriter : IDisposable
{
    // Beyond that many waiting lines new ones are lost; the original's connections would stand still instead.
    private const int MaxWaiting = 1 << 16;
    private readonly BlockingCollection<string> _lines = new(MaxWaiting);
    private readonly Thread _thread;

    public LogWriter()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "log" };
        _thread.Start();
    }

    public void Write(string line) => _lines.TryAdd(line);

    /// <summary>Writes what is waiting, for a moment at most.</summary>
    public void Dispose()
    {
        _lines.CompleteAdding();
        if (_thread.Join(TimeSpan.FromSeconds(1)))
        {
            _lines.Dispose();
        }
    }

    private void Run()
    {
        foreach (var line in _lines.GetConsumingEnumerable())
        {
            StandardStream.Write(StandardStream.Output, line);
        }
    }
}
