using System.Text.Json;
using System.Text.Json.Serialization;
using Archiv.Backend.Actuator;
using Archiv.Backend.Archive;
using Archiv.Backend.Documents;
using Archiv.Backend.Search;

namespace Archiv.Backend.Http;

/// <summary>Serializers made at build time: half the start of a small program is reflection otherwise.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(SearchQuestion))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(Filters))]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(DocumentPage))]
[JsonSerializable(typeof(NewDocument))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Info))]
[JsonSerializable(typeof(ArchiveData))]
internal sealed partial class Wire : JsonSerializerContext;
