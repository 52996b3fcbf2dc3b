global using Archiv.Tests.Support;
global using Archiv.Tests.Support.Guarantees;
global using Archiv.Tests.Support.Stacks;
global using FluentAssertions;
global using NUnit.Framework;
