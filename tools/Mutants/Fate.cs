namespace Archiv.Tests.Tools.Mutants;

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>Every row that it must break was broken.</summary>
    Killed,

    /// <summary>A row that it must break held: a defect of the suite.</summary>
    Survived,

    /// <summary>A row that it must break could not be judged.</summary>
    Undecided,
}
