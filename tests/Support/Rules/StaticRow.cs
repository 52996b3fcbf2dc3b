using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules;

/// <summary>One row that is judged from the resolved model alone.</summary>
/// <param name="Id">Id of the guarantee.</param>
/// <param name="Judge">Reads the model; the first finding that does not hold breaks the row.</param>
public sealed record StaticRow(string Id, Func<ComposeModel, Profile, IEnumerable<StaticFinding>> Judge);
