using System.Diagnostics;
using System.Text;

namespace Ollama.Cli;

/// <summary>Lines on the error stream that are drawn again and again, with the original's control sequences even when nobody looks.</summary>
internal sealed class ProgressLines : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string Key, string Text)> _lines = [];
    private readonly Stopwatch _spinning = new();
    private readonly Stream _output = Console.OpenStandardError();
    private readonly Timer _timer;
    private int _drawn;
    private bool _stopped;

    public ProgressLines() => _timer = new Timer(_ => Draw(), null, 100, 100);

    /// <summary>Adds a line or changes it. The last one that is not a bar turns a wheel until the next comes.</summary>
    public void Set(string key, string text, bool spins)
    {
        lock (_gate)
        {
            if (!spins)
            {
                _spinning.Reset();
            }
            else if (_lines.Count == 0 || _lines[^1].Key != key)
            {
                _spinning.Restart();
            }

            int at = _lines.FindIndex(l => l.Key == key);
            if (at >= 0)
            {
                _lines[at] = (key, text);
            }
            else
            {
                _lines.Add((key, text));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _output.Write("\n"u8);
    }

    /// <summary>A wheel alone, as before the first word of an answer.</summary>
    public static ProgressLines Waiting()
    {
        var wheel = new ProgressLines();
        wheel.Set("", "", spins: true);
        return wheel;
    }

    /// <summary>Stops and leaves nothing behind; doing so again only shows the cursor.</summary>
    public async Task ClearAsync()
    {
        // No turn of the wheel may come between.
        await _timer.DisposeAsync();
        _output.Write("\e[?25l"u8);
        if (!_stopped)
        {
            await StopAsync();
            _output.Write("\e[2K\e[1G"u8);
        }

        _output.Write("\e[?25h"u8);
    }

    private async Task StopAsync()
    {
        _stopped = true;
        await _timer.DisposeAsync();
        _spinning.Reset();
        Draw();
    }

    private string Wheel() => _spinning.IsRunning ? $"{"⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"[(int)(_spinning.ElapsedMilliseconds / 100 % 10)]} " : "";

    private void Draw()
    {
        lock (_gate)
        {
            var text = new StringBuilder("\e[?2026h\e[?25l");
            text.Insert(text.Length, "\e[A", Math.Max(0, _drawn - 1)).Append("\e[1G");
            text.AppendJoin("\n", _lines.Select((l, i) => $"{l.Text}{(l.Text.Length > 0 ? " " : "")}{(i == _lines.Count - 1 ? Wheel() : "")}\e[K")).Append("\e[?25h\e[?2026l");
            _drawn = _lines.Count;
            _output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }
}
