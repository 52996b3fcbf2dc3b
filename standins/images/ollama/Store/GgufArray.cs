using System.Globalization;
using System.Text;
using Standins.Golang.Json;

namespace Ollama.Store;

/// <summary>An array in a model file's head: read only when somebody wants to see it.</summary>
internal sealed record GgufArray(uint ElementType, ulong Count, long Start)
{
    public string ToJson(string path)
    {
        using var reader = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 65536), Encoding.UTF8);
        reader.BaseStream.Position = Start;
        JsonText json = new JsonText().Open(null, '[');
        for (ulong i = 0; i < Count; i++)
        {
            json = Gguf.Value(reader, ElementType) switch
            {
                string text => json.Str(null, text),
                bool flag => json.Bool(null, flag),
                object value => json.Raw(null, Convert.ToString(value, CultureInfo.InvariantCulture)!),
            };
        }

        return json.Close(']').ToString();
    }
}
