using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Archiv.Backend.Actuator;
using Archiv.Backend.Archive;
using Archiv.Backend.Documents;
using Archiv.Backend.Search;

namespace Archiv.Backend.Http;

/// <summary>Serializers made at build time: half the start of a small program is reflection otherwise.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SearchQuestion))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(Filters))]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(DocumentPage))]
[JsonSerializable(typeof(NewDocument))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Info))]
[JsonSerializable(typeof(PeopleData))]
[JsonSerializable(typeof(LettersData))]
[JsonSerializable(typeof(PostcardsData))]
[JsonSerializable(typeof(PhotographsData))]
[JsonSerializable(typeof(PapersData))]
internal sealed partial class Wire : JsonSerializerContext
{
    /// <summary>Umlauts stay letters; the answers are never part of an HTML page.</summary>
    public static Wire Json { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
