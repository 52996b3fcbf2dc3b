using System.Text;

namespace Ollama.Cli;

/// <summary>Lines on the error stream that are drawn again and again, with the original's control sequences even when nobody looks.</summary>
internal sealed class ProgressLines : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string Key, string Text)> _lines = [];
    private readonly Stream _output = Console.OpenStandardError();
    private readonly Timer _timer;
    private int _drawn;

    public ProgressLines() => _timer = new Timer(_ => Draw(), null, 100, 100);

    public void Set(string key, string text)
    {
        lock (_gate)
        {
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
        await _timer.DisposeAsync();
        Draw();
        _output.Write("\n"u8);
    }

    private void Draw()
    {
        lock (_gate)
        {
            var text = new StringBuilder("\e[?2026h\e[?25l");
            text.Insert(text.Length, "\e[A", Math.Max(0, _drawn - 1)).Append("\e[1G");
            text.AppendJoin("\n", _lines.Select(l => l.Text + " \e[K")).Append("\e[?25h\e[?2026l");
            _drawn = _lines.Count;
            _output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }
}
