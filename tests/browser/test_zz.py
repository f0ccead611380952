import os
from tests.browser.pages import *
from tests.browser.test_look import notebook
def test_try(notebook):
    nb=notebook; p=nb.page
    q="""()=>[...document.querySelectorAll('.wb')].map(e=>[e.dataset.screen,e.className,e.parentElement.clientWidth, e.clientWidth, e.querySelector('.wb-two')?.hidden, e.querySelector('.wb-one')?.hidden])"""
    s=Screen(nb.screen('answer'))
    print(p.evaluate(q))
    nb.resize(PHONE['viewport'])
    print(p.evaluate(q))
    s=Screen(nb.screen('answer')); p.wait_for_timeout(300)
    print(p.evaluate(q))
    for n in ("compare","decide","outcome", "answer"):
        s=Screen(nb.screen(n)); p.wait_for_timeout(300)
        print(n,p.evaluate(q))
